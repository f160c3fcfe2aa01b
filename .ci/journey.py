"""An officer's day in a real window: first start, open, then each room worked by mouse and keyboard, with the file asked
after every step whether it holds what the window says; closed, opened again. Pictures of each step are kept.

    journey.py PROGRAM PICTURES      (from .ci/window, which gives it a display and a bus)
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
import zipfile

from hand import Window

program, pictures = sys.argv[1:3]
os.makedirs(pictures, exist_ok=True)
folder = tempfile.mkdtemp()
plan = os.path.join(folder, "plan.sqlite")


def verb(*arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"FAILED: {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def rows(*arguments):
    return list(csv.DictReader(io.StringIO(verb(*arguments, "--format", "csv"))))


def amount(line):
    found = [row for row in csv.reader(io.StringIO(verb("grants", plan, "--year", "2001/02", "--format", "csv")))
             if row[0] == "line" and row[1] == line]
    return found[0][7]


def latest():
    return rows("history", plan)[-1]["words"]


def held(what, is_so):
    """The file agrees."""
    window.until(f"the file holds: {what}", is_so)


def file(name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def step(words):
    brightness = window.picture("".join(sign if sign.isalnum() else "-" for sign in words).replace("--", "-"))
    print(f"  {words}", flush=True)
    return brightness


verb("sample", plan)

# First start: nothing is known of this officer yet.
window = Window(program, pictures=pictures)
window.wait("This is the sample")
window.place("New plan for my authority…", "link")
step("first start: the sample opens by itself, and says so")
window.click("Open…", "link")
window.wait("Path of the file")
window.write("Path of the file", os.path.join(folder, "no such plan.sqlite"))
window.keys("Return")
window.wait("no such plan.sqlite")
step("a wrong path: told, and still to be put right")
window.write("Path of the file", plan)
window.keys("Return")
window.until("the plan is open", lambda: window.title().endswith("plan.sqlite"))
step("opened by its path")

# Thread: what needs attention leads to its place; a measure leads to its trend.
window.click("Disabled children is £1 over its ring-fence", begins=True)
window.wait("Add priority area…")
step("thread: attention leads to the line")
window.room(1)

# Grant: an amount by mouse and keys, a sum, a wrong entry, undo; another process on the same file.
window.room(2)
window.click("Placement choice, Main: 463,950", "table cell")
window.type("=460000+1000")
window.keys("Return")
held("the sum", lambda: amount("Placement choice") == "461000.00")
step("grant: a sum is typed into a cell")
window.keys("ctrl+z")
held("the amount as it was", lambda: amount("Placement choice") == "463950.00")
step("grant: undone")
window.click("Placement choice, Main: 463,950", "table cell")
window.type("12 apples")
window.keys("Return")
window.wait("12 apples")
step("grant: a wrong entry stays, with the reason")
if amount("Placement choice") != "463950.00":
    window.fail("a wrong entry reached the file")
window.keys("Escape", "Escape")
verb("redo", plan)
window.until("the other process's change shows",
             lambda: window.find("Placement choice, Main: 461,000", "table cell"))
step("grant: a change made elsewhere is shown")
window.click("Chart")
window.wait("Main")
step("grant: plotted")
window.click("Grid")

# Indicators: searched, plotted, a reading changed and taken back.
window.room(3)
window.click("Search indicators", "entry")
window.type("care")
step("indicators: searched and plotted")
window.keys("ctrl+a", "Delete")
window.click("2000/01, planned, Value: 23%", "table cell")
window.keys("F2", "ctrl+a")
window.type("25")
window.keys("Return")
window.until("the reading is changed", lambda: window.find("2000/01, planned, Value: 25%", "table cell"))
step("indicators: a reading is changed and the plot follows")
window.keys("ctrl+z")
window.until("the reading is as it was", lambda: window.find("2000/01, planned, Value: 23%", "table cell"))
step("indicators: undone")

# Data: published figures come in, and go again.
figures = file("rates.csv", """time_period,time_identifier,geographic_level,country_code,country_name,region_code,\
region_name,old_la_code,new_la_code,la_name,play_area_rate
202324,Financial year,Local authority,E92000001,England,E12000004,East Midlands,856,E06000016,Leicester,71
202324,Financial year,Local authority,E92000001,England,E12000004,East Midlands,855,E10000018,Leicestershire,48
202324,Financial year,National,E92000001,England,,,,,,70
202425,Financial year,Local authority,E92000001,England,E12000004,East Midlands,856,E06000016,Leicester,69
202425,Financial year,Local authority,E92000001,England,E12000004,East Midlands,855,E10000018,Leicestershire,z
202425,Financial year,National,E92000001,England,,,,,,67
""")
window.room(7)
window.click("Published figures", "page tab")
window.click("Take in a file…", "push button")
window.write("Path of the file", figures)
window.click("Look at it", "push button")
window.wait("6 read, 6 kept")
step("data: a file of figures is looked at")
window.click("Take it in", "push button")
window.wait("Remove rates.csv")
step("data: taken in")
held("the figures", lambda: any("rates" in row["words"] for row in rows("history", plan)))
window.room(3)
window.click("Search indicators", "entry")
window.type("play area")
window.wait("Play area rate")
window.click("rates/play_area_rate", begins=True)
step("indicators: what came in is plotted")
window.keys("ctrl+a", "Delete")

# Consultation: a survey comes in and is counted.
people = "".join(f"{n},{['Yes', 'No', 'Not sure'][n % 3]},Comment {n} about the park\n" for n in range(1, 61))
survey = file("survey.csv", "Response ID,Do you support the new play area?,What would you change?\n" + people)
window.room(4)
window.click("Responses", "radio button")
window.click("Take in responses…", "push button")
window.write("Path of the responses", survey)
window.click("Look at it", "push button")
window.wait("survey.csv: 3 columns and 60 responses")
step("consultation: a survey is looked at")
window.write("Title of the consultation", "The new play area")
window.click("Take it in", "push button")
held("the responses", lambda: "Responses of survey.csv" in verb("history", plan, "--format", "csv"))
counts = [row for row in rows("tally", plan, "--consultation", "The new play area") if row["base"] == "60"]
if sum(int(row["count"]) for row in counts) != 60:
    window.fail(f"sixty people answered, the file says {counts}")
window.click("Results", "radio button")
step("consultation: taken in and counted")

# Plan: an action is added and taken back.
window.room(5)
window.click("Actions (", "page tab", begins=True)
window.click("Add action", "push button")
window.write("What is to be done", "Plant forty trees in the park")
window.click("Add this action", "push button")
held("the action", lambda: "Plant forty trees" in verb("history", plan, "--format", "csv"))
window.wait("Plant forty trees in the park")
step("plan: an action is added")

# Reports: seen as a page, saved as a Word file and as a PDF.
window.room(6)
window.wait("About this plan")
step("reports: the page")
for button, name, begins in (("Word…", "plan.docx", b"PK"), ("PDF…", "plan.pdf", b"%PDF")):
    path = os.path.join(folder, name)
    window.click(button, "push button")
    window.wait("Path of the file")
    window.write("Path of the file", path)
    window.keys("Return")
    window.until(f"{name} is written", lambda: os.path.exists(path) and open(path, "rb").read(4).startswith(begins))
zipfile.ZipFile(os.path.join(folder, "plan.docx")).testzip()
step("reports: saved as Word and as PDF")

# Data: a snapshot; a colleague's copy comes in.
window.room(7)
window.click("Snapshots", "page tab")
window.write("Name of the snapshot", "as shown to Cabinet")
window.click("Take the snapshot", "push button")
held("the snapshot", lambda: "as shown to Cabinet" in verb("snapshots", plan, "--format", "csv"))
step("data: a snapshot is taken")
theirs = os.path.join(folder, "theirs.sqlite")
subprocess.run(["cp", plan, theirs], check=True)
verb("undo", theirs)
verb("undo", theirs)
window.click("A colleague’s copy", "page tab")
window.write("Path of their copy", theirs)
window.click("Look at it", "push button")
window.wait("change")
step("data: a colleague's copy is looked at")
before = len(rows("history", plan))
window.click("Merge", "push button")
held("one step more", lambda: len(rows("history", plan)) == before + 1)
window.click("History", "page tab")
window.wait("came in")
step("data: merged, and the history says what came")
window.keys("ctrl+z")
held("the merge taken back", lambda: len(rows("history", plan)) == before + 2)

# By keyboard alone: a desk is found by its name, and every room stands in the other theme.
window.keys("ctrl+k")
window.type("grant: virem")
window.wait("Grant: Virements, part of a room")
light = step("finder")
window.keys("Return")
window.wait("New virement")
window.keys("ctrl+k")
window.type("light or")
window.wait("Light or dark, command")
window.keys("Return")
for n, room in enumerate(["Thread", "Grant", "Indicators", "Consultation", "Plan", "Reports", "Data"], 1):
    window.room(n)
    if step(f"dark: {room}") > min(light, 0.3):
        window.fail(f"{room} is not dark")
window.keys("ctrl+k")
window.type("light or")
window.wait("Light or dark, command")
window.keys("Return")

# Closed, and opened again: everything is as it was left.
window.room(1)
step("before closing")
window.close()
window = Window(program, plan, pictures=pictures)
window.room(2)
window.place("Placement choice, Main: 461,000", "table cell")
step("opened again: as it was left")
print(f"  window on the display after {window.opened_in:.1f} s (a build for tests, software drawing)")
window.close()
if "panicked" in open(os.path.join(pictures, "log")).read():
    sys.exit("FAILED: the program panicked; see the log beside the pictures")
print(f"journey: first start, opened, seven rooms, imported, plotted, reported, merged, closed, reopened; "
      f"{len([name for name in os.listdir(pictures) if name.endswith('.png')])} pictures")
