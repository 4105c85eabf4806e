"""Files: attachments kept once by their content, with who brought them; served as downloads and nothing else."""
