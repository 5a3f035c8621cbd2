"""What the files of a data export say about its pictures: one small reader for each service.

Each knows a service's words, never its folders: those move every few months.
"""
