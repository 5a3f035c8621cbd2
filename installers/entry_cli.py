"""Where the frozen command line starts."""

import sys

from exposure_app.cli.main import main

sys.exit(main())
