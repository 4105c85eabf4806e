"""Files that can't be read: what they are, why, and what to do."""

SAVE = "请用 Word 或 WPS 打开它，选择“文件—另存为”，保存类型选“Word 文档（*.docx）”，再上传另存的文件。"
SHEET = "人员花名册、单位名册请到“导入”页上传；公文的附表请先粘贴到 Word 文件里，再上传 Word 文件。"
UNPACK = "请先在电脑上解压，再逐个上传里面的公文。"

REFUSED = {
    "empty": "文件是空的，里面没有文字。请打开原文件检查，重新保存后再上传。",
    "broken-zip": "文件已损坏或没有下载完整，打不开。请重新下载或向来文单位重新索取，再上传。",
    "doc": "这是旧版 Word 或 WPS 文件（.doc、.wps），系统不读这种格式。" + SAVE,
    "ole": "这是旧版 Office 格式的文件，系统不读这种格式。" + SAVE,
    "locked": "文件设有打开密码，系统打不开。请用 Word 或 WPS 输入密码打开，去掉密码后另存为 docx，再上传。",
    "word-xml": "这是 Word 的 XML 格式文件，系统不读这种格式。" + SAVE,
    "odt": "这是 OpenDocument 格式的文件，系统不读这种格式。" + SAVE,
    "pptx": "这是演示文稿，不是公文。请上传公文的 docx、pdf 或 txt 文件。",
    "ofd": "这是 OFD 版式文件，系统还不读这种格式。请用 OFD 阅读器打开，导出或打印为 PDF，再上传。",
    "xlsx": "这是电子表格，不是公文，没有读取。" + SHEET,
    "xls": "这是电子表格，不是公文，没有读取。" + SHEET,
    "image": "这是图片，里面没有可以读取的文字。请先用扫描软件或 WPS 的“图片转文字”识别成文字，校对后存为 docx 再上传；"
    "有电子版的，请直接上传电子版。",
    "rar": "这是 RAR 压缩包，系统不打开这种压缩包。" + UNPACK,
    "7z": "这是 7z 压缩包，系统不打开这种压缩包。" + UNPACK,
    "gz": "这是 gzip 压缩包，系统不打开这种压缩包。" + UNPACK,
}
