"""Ground: files, texts and folders, knowing nothing of the product."""
