del *rows
