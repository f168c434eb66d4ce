"""The command `news-pipeline`: one module a command. Rules and loops belong elsewhere."""
