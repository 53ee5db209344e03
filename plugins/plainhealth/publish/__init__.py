"""From a checked site to a folder that may go online: look at what was written, list it, swap it in."""
