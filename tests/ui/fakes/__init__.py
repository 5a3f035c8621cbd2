"""The parts of the fake session, one file each, as `exposure_app.session` has them."""
