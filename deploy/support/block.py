"""block.py HEADING NUMBER: prints the bash block of that number (from 1) after a heading of README.devops.md, to be run as it stands."""
import pathlib
import re
import sys

text = (pathlib.Path(__file__).resolve().parents[2] / "README.devops.md").read_text()
print(re.findall(r"```bash\n(.*?)```", re.split(rf"^#+ {re.escape(sys.argv[1])}\n", text, flags=re.M)[1], re.S)[int(sys.argv[2]) - 1])
