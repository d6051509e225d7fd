"""parity.py, with the client views under the paths that are recorded: they carry no query, so that its own list never meets them.

parity_compare.py FOLDER ARGUMENTS...: in `license/client` and `config/client` only the recorded keys count, as the record's README says.
"""

import os
import runpy
import sys

folder = sys.argv[1]
sys.path.insert(0, folder)

import compare  # noqa: E402  (the record's own module, found in the folder above)

compare.CLIENT_VIEWS = tuple({path.split("?")[0] for path in compare.CLIENT_VIEWS})
sys.argv = [os.path.join(folder, "parity.py"), *sys.argv[2:]]
runpy.run_path(sys.argv[0], run_name="__main__")
