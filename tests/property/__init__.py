"""Properties that follow from the declarations, over every class there is."""
