"""run.py MODULE.py…: runs unittest modules, prints what failed and why something was skipped, ends with `N passed, N failed`."""
import importlib.util
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def load(path):
    spec = importlib.util.spec_from_file_location(pathlib.Path(path).stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(unittest.TestSuite(load(path) for path in sys.argv[1:]))
for test, reason in result.skipped:
    print(f"skipped: {test.id().split('.')[-1]}: {reason}")
failed = len({test for test, _ in result.failures + result.errors})
print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
sys.exit(bool(failed))
