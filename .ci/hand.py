"""A hand on the program's window: finds things by the name that a screen reader is told, and works them with a real mouse
and real keys. Needs a display, a window manager, a session bus, xdotool, and AT-SPI for Python (gir1.2-atspi-2.0)."""
import os
import subprocess
import sys
import time
import warnings

import gi

warnings.simplefilter("ignore")
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = float(os.environ.get("PATIENCE", "40"))


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def reader_is_on():
    """Says on the bus that somebody reads the screen: programs show their tree only then."""
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        run("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
            "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", name, "<true>")


class Window:
    """The program, opened."""

    def __init__(self, *arguments, pictures):
        reader_is_on()
        self.pictures, self.n = pictures, len(os.listdir(pictures))
        self.log = open(os.path.join(pictures, "log"), "a")
        begun = time.time()
        self.program = subprocess.Popen(arguments, stdout=self.log, stderr=self.log)
        self.root = self.until("the program is in the accessibility tree", self._root)
        self.window = self.until("its window is on the display", self._window)
        self.opened_in = time.time() - begun
        run("xdotool", "windowactivate", "--sync", self.window)
        time.sleep(1)

    def _root(self):
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(at)
                if child and child.get_process_id() == self.program.pid:
                    return child
            except Exception:  # one that is just going away
                pass
        return None

    def _window(self):
        found = run("xdotool", "search", "--onlyvisible", "--name", "^Golden Thread").stdout.split()
        return found[-1] if found else None

    def fail(self, why):
        self.picture("failed")
        print(f"FAILED: {why}", flush=True)
        self.program.kill()
        sys.exit(1)

    def until(self, what, test, patience=PATIENCE):
        """Waits until a thing is so; fails the journey when it never is."""
        end = time.time() + patience
        while time.time() < end:
            if self.program.poll() is not None:
                print(f"FAILED: the program stopped while waiting until {what}", flush=True)
                sys.exit(1)
            found = test()
            if found:
                return found
            time.sleep(0.15)
        return self.fail(f"never: {what}")

    def all(self):
        """Everything in the tree, from the top: object, role, name."""
        todo = [self.root]
        while todo:
            thing = todo.pop()
            try:
                yield thing, thing.get_role_name(), thing.get_name() or ""
                n = thing.get_child_count()
                todo.extend(thing.get_child_at_index(at) for at in reversed(range(n)))
            except Exception:  # it went away while it was looked at
                continue

    def find(self, name, role=None, begins=False):
        for thing, its_role, its_name in self.all():
            if (role is None or role == its_role) and (its_name == name or begins and its_name.startswith(name)):
                return thing
        return None

    def says(self, words):
        def text(thing, name):
            try:
                description = thing.get_description() or ""
                content = thing.get_text(0, -1) if thing.is_text() else ""
            except Exception:
                description, content = "", ""
            return f"{name}\n{description}\n{content}"
        return any(words in name or words in text(thing, name) for thing, _, name in self.all())

    def wait(self, words):
        self.until(f"it says “{words}”", lambda: self.says(words))

    def place(self, name, role=None, begins=False):
        def there():
            thing = self.find(name, role, begins)
            if thing is None:
                return None
            try:
                rect = thing.get_extents(Atspi.CoordType.SCREEN)
            except Exception:
                return None
            return rect if rect.width > 0 else None
        rect = self.until(f"there is {role or 'something'} named “{name}”", there)
        return rect.x + rect.width // 2, rect.y + rect.height // 2

    def click(self, name, role=None, begins=False, times=1):
        x, y = self.place(name, role, begins)
        run("xdotool", "mousemove", str(x), str(y), "sleep", "0.2", "click", "--repeat", str(times), "--delay", "80", "1")
        time.sleep(0.6)

    def keys(self, *keys):
        run("xdotool", "key", "--delay", "60", *keys)
        time.sleep(0.6)

    def type(self, text):
        run("xdotool", "type", "--delay", "30", text)
        time.sleep(0.4)

    def write(self, name, text):
        """Types into a field, in place of what stands there."""
        self.click(name, "entry")
        self.keys("ctrl+a")
        self.type(text)

    def room(self, n):
        self.keys(f"ctrl+{n}")
        time.sleep(0.6)

    def title(self):
        return run("xdotool", "getwindowname", self.window).stdout.strip()

    def picture(self, name):
        """Keeps a picture of the window; gives back how bright it is, from 0 to 1."""
        self.n += 1
        path = os.path.join(self.pictures, f"{self.n:02}-{name}.png")
        run("import", "-window", self.window, path)
        return float(run("identify", "-format", "%[fx:mean]", path).stdout or 0)

    def close(self):
        """By the keyboard, as an officer does."""
        self.keys("ctrl+q")
        end = time.time() + PATIENCE
        while self.program.poll() is None:
            if time.time() > end:
                self.fail("the program does not close")
            time.sleep(0.1)
