"""What the words of cases say: by which keys they are found, and how alike two are."""
