"""Reads the running program through AT-SPI: room by room, every control named; Tab moves the focus; a press works.

Prints a line a room with how many controls of each role there are, and fails with the first reasons it finds.
"""

import subprocess
import sys
import time
import warnings
from collections import Counter

import gi

warnings.simplefilter("ignore", DeprecationWarning)
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

ROOMS = ["Thread", "Grant", "Indicators", "Consultation", "Plan", "Reports", "Data"]
# Fewer than these in a room of the sample would mean that the tree is not all there.
LEAST = 20
CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "entry", "text", "combo box", "link", "page tab",
    "table cell", "list item", "menu item", "slider", "spin button", "menu",
}
wrong = []


def key(name):
    subprocess.run(["xdotool", "key", name], check=True)
    time.sleep(0.8)


def application():
    for _ in range(100):
        desktop = Atspi.get_desktop(0)
        for n in range(desktop.get_child_count()):
            held = desktop.get_child_at_index(n)
            if held is not None and "golden" in (held.get_name() or "").lower().replace(" ", "-"):
                return held
        time.sleep(0.1)
    sys.exit("the program is not on the accessibility bus")


def walk(node):
    yield node
    for n in range(node.get_child_count()):
        child = node.get_child_at_index(n)
        if child is not None:
            yield from walk(child)


def has(node, state):
    return node.get_state_set().contains(state)


def speaks(words):
    return any(letter.isalnum() for letter in words or "")


def focused(app):
    for node in walk(app):
        if has(node, Atspi.StateType.FOCUSED) and node.get_role_name() not in ("frame", "application", "window"):
            return node
    return None


def told(node):
    return f"{node.get_role_name()} “{node.get_name()}”"


def arrives(true, seconds=15):
    """Waits for what a slow machine shows late."""
    until = time.time() + seconds
    while not true():
        if time.time() > until:
            return False
        time.sleep(0.2)
    return True


def is_open(app, room):
    tabs = [node for node in walk(app) if node.get_name() == room and node.get_role_name() == "page tab"]
    return bool(tabs) and has(tabs[0], Atspi.StateType.SELECTED)


def look(app, room):
    roles, n, unnamed = Counter(), 0, []
    for node in walk(app):
        role = node.get_role_name()
        n += 1
        if role in CONTROLS or has(node, Atspi.StateType.FOCUSABLE) and role not in ("frame", "window"):
            roles[role] += 1
            if not speaks(node.get_name()):
                unnamed.append(told(node))
        if role in ("image", "figure", "level bar", "progress bar") and not speaks(node.get_name()):
            unnamed.append(told(node))
    count = sum(roles.values())
    print(f"{room:13} {n:4} nodes, {count:3} controls: " + ", ".join(f"{held} {role}" for role, held in roles.most_common()))
    if count < LEAST:
        wrong.append(f"{room}: only {count} controls")
    for held in unnamed[:5]:
        wrong.append(f"{room}: no name: {held}")


def tabs(app, room, times=6):
    seen = []
    for _ in range(times):
        subprocess.run(["xdotool", "key", "Tab"], check=True)
        time.sleep(0.25)
        node = focused(app)
        seen.append(told(node) if node else None)
    if None in seen or len(set(seen)) < times - 1:
        wrong.append(f"{room}: Tab moves the focus badly: {seen}")
    return seen


def press(app, role, name):
    for node in walk(app):
        if node.get_role_name() == role and node.get_name() == name:
            action = node.get_action_iface()
            return bool(action) and action.do_action(0)
    return False


def main():
    began = time.time()
    app = application()
    print(f"on the bus as “{app.get_name()}”, toolkit {app.get_toolkit_name()}, after {time.time() - began:.1f} s")
    for n, room in enumerate(ROOMS, 1):
        key(f"ctrl+{n}")
        if not arrives(lambda: is_open(app, room)):
            wrong.append(f"{room}: its tab does not say that it is selected")
        look(app, room)
    key("ctrl+1")
    arrives(lambda: is_open(app, "Thread"))
    print("Tab:", " → ".join(held or "nothing" for held in tabs(app, "Thread")))
    # An action, without keys or mouse: the rail's tab, a button that opens a form, and the form's field.
    if not press(app, "page tab", "Grant"):
        wrong.append("the Grant tab cannot be pressed")
    arrives(lambda: is_open(app, "Grant"))
    if not press(app, "push button", "Add grant…"):
        wrong.append("“Add grant…” cannot be pressed")
    if not arrives(lambda: "Cancel" in {node.get_name() for node in walk(app)}):
        wrong.append("pressing “Add grant…” opens no form")
    fields = [
        node
        for node in walk(app)
        if has(node, Atspi.StateType.EDITABLE) and node.get_editable_text_iface() and node.get_role_name() != "combo box"
    ]
    if not fields or not fields[0].get_editable_text_iface().set_text_contents("Typed through the bus"):
        wrong.append("no field takes text")
    else:
        print("pressed Grant and “Add grant…”, typed into", told(fields[0]))
        if not arrives(lambda: Atspi.Text.get_text(fields[0].get_text_iface(), 0, -1) == "Typed through the bus"):
            wrong.append("the text typed through the bus did not arrive")
    for line in wrong:
        print("WRONG", line)
    print("atspi:", "failed" if wrong else "every control of seven rooms has a name; Tab, press and typing work")
    sys.exit(1 if wrong else 0)


main()
