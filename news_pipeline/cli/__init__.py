"""The command `news-pipeline`, one module a command.

No rule about news and no loop belongs here.
"""
