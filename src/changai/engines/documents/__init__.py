"""Official documents as they come become structured plans, replies and reports, each piece with its place.

`read(content, name)` is the door. Containers (txt, docx, pdf, html) give the kept text; cleaning gives the
`Text` that everything else reads; kinds, headers, outlines, plans, letters, figures and checks give the `Reading`.
Nothing is invented: what can't be read for sure is a `Doubt`.
"""
