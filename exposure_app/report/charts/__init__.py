"""Charts, drawn once as SVG and shown in the page, on paper and in the window alike."""
