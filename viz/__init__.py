"""A part of the graph, made into a picture, a page, an export. Knows `graph` alone.

scene    what is drawn, in the words that users read, masked
layout   where it stands
network  the picture, by pyvis
page     one file that opens with no network
explore  the page `/explore` of the server
export   GraphML, GEXF, CSV
"""
