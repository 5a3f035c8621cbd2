"""Stands in the bundle for scikit-image, of which nothing is called there.

insightface asks for it when it is imported, for functions that we never call, and with it come
scipy and some others. Its own pictures, which the demo is made of, lie beside it.
"""
