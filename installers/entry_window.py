"""Where the frozen window starts."""

import sys

from exposure_app.ui.main import main

sys.exit(main())
