"""Sources that are files of the user's: folders, exports, saved pages and archives."""
