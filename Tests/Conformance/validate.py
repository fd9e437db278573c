"""Checks 837P files with two validators that nobody here wrote: pyx12 and linuxforhealth-x12.

Called by conformance.sh inside its virtual environment; exits 1 when either refuses anything,
when the two count different claims, or when a validator accepts a file that is wrong on purpose.
"""

import functools
import io
import json
import logging
import os
import re
import sys
import tempfile

import pyx12.params
import pyx12.x12n_document
from linuxforhealth.x12.io import X12ModelReader
from linuxforhealth.x12.v5010.x12_837_005010X222A2 import parsing as professional
from pydantic import ValidationError

# A file full of one mistake would print one error for each claim; these are enough to find it.
MOST_ERRORS_PER_FILE = 20


def segment_texts(path):
    """The segments of a file as pyx12 counts them: ISA is line 1."""
    with open(path, encoding="ascii", errors="replace", newline="") as file:
        text = file.read()
    if len(text) < 106:
        return []
    return [part.strip("\r\n") for part in text.split(text[105])]


def pyx12_errors(node, place="interchange", found=None):
    """Collects pyx12's error tree as (segment number, text), whatever the level it sits on."""
    found = [] if found is None else found
    if isinstance(node, list):
        for item in node:
            pyx12_errors(item, place, found)
    elif isinstance(node, dict):
        place = node.get("cur_line", place)
        if "err_cde" in node or "err_str" in node:
            found.append((place, f"{node.get('err_cde', '?')}: {node.get('err_str', '')}"))
        for key, value in node.items():
            if isinstance(value, (dict, list)):
                pyx12_errors(value, place, found)
    return found


def check_with_pyx12(path):
    """Returns the number of claims and a list of errors, by pyx12 (the way of its x12valid)."""
    claims = 0

    def count(segment, _source, _node, _valid):
        nonlocal claims
        claims += segment.get_seg_id() == "CLM"

    report = io.StringIO()
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("pyx12")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        accepted = pyx12.x12n_document.x12n_document(
            param=pyx12.params.params(), src_file=path, fd_997=None, fd_html=None,
            fd_json=report, callback=count)
    except Exception as error:  # its engine lets whatever goes wrong inside escape
        return claims, [f"{type(error).__name__}: {error}"]
    finally:
        logger.removeHandler(handler)
    if accepted:
        return claims, []
    texts = segment_texts(path)
    errors = []
    for line, message in pyx12_errors(json.loads(report.getvalue() or "{}")):
        text = texts[line - 1] if isinstance(line, int) and 0 < line <= len(texts) else ""
        errors.append(f"segment {line} {text}: {message}")
    return claims, errors or log.getvalue().split("\n")[:1] or ["refused without a reason"]


def keep_line_adjudications():
    """Lets linuxforhealth-x12 see every loop 2430 of a line.

    Its parser (0.57.0, parsing.py, SVD) begins a new list with each SVD, so that with two earlier
    payers the first one's answer is lost and SE01 seems wrong. Nothing else of it is changed.
    """
    original = professional.set_service_line_adjudication_loop
    name = professional.TransactionLoops.CLAIM_SERVICE_LINE_LINE_ADJUDICATION_INFORMATION

    @functools.wraps(original)
    def keeping(segment_data, context):
        if segment_data["segment_name"].upper() != "SVD":
            return original(segment_data, context)
        line = professional._get_service_line(context)
        earlier = line.get(name) or []
        handled = original(segment_data, context)
        line[name][:0] = earlier
        return handled

    professional.set_service_line_adjudication_loop = keeping


keep_line_adjudications()


def claims_in(node):
    """The claims (loop 2300) below a node of linuxforhealth's model."""
    claims = 0
    for name in getattr(node, "__fields__", {}):
        value = getattr(node, name)
        for child in value if isinstance(value, list) else [value]:
            if not hasattr(child, "__fields__"):
                continue
            claims += 1 if name == "loop_2300" else 0
            claims += claims_in(child)
    return claims


def with_known_gender(path):
    """The file's text with unknown sex (DMG03 U) shown as F.

    The guide has F, M and U, and pyx12 is given the file as it is; linuxforhealth-x12 0.57.0 left
    U out of its list (Dmg.GenderCode) and would look at nothing else of the file.
    """
    with open(path, encoding="ascii", newline="") as file:
        text = file.read()
    if len(text) < 106:
        return text
    element, terminator = re.escape(text[3]), re.escape(text[105])
    pattern = f"(DMG{element}D8{element}[0-9]{{8}}{element})U(?={terminator})"
    return re.sub(pattern, r"\g<1>F", text)


def check_with_linuxforhealth(path):
    """Returns the number of claims and a list of errors, by linuxforhealth-x12's models."""
    claims = 0
    sets = 0
    try:
        with X12ModelReader(with_known_gender(path)) as reader:
            for model in reader.models():
                sets += 1
                claims += claims_in(model)
    except ValidationError as error:
        return claims, [
            f"transaction set {sets + 1}, {'.'.join(str(part) for part in item['loc'])}:"
            f" {item['msg']}"
            for item in error.errors()
        ]
    except Exception as error:  # its parser lets whatever goes wrong inside escape
        return claims, [f"transaction set {sets + 1}: {type(error).__name__}: {error}"]
    return claims, [] if sets else ["no transaction set found"]


VALIDATORS = {"pyx12": check_with_pyx12, "linuxforhealth-x12": check_with_linuxforhealth}


def controls():
    """Files that are wrong on purpose: name, who must refuse it, what is replaced by what."""
    both = ["pyx12", "linuxforhealth-x12"]
    date, number = "DTP*472*D8*20261027~\n", "REF*6R*CONTROL1-1~\n"
    return [
        ("no tax id", both, "REF*EI*001234567~\n", ""),
        ("month 13", both, "DTP*472*D8*20261027~", "DTP*472*D8*20261327~"),
        ("wrong segment count", both, "SE*41*", "SE*42*"),
        ("no service date", both, "DTP*472*D8*20261027~\nREF*6R*CONTROL1-2~\n", ""),
        ("unknown relationship", both, "PAT*01~", "PAT*77~"),
        ("no claim", ["pyx12"], "CLM*CONTROL1*245***11:B:1*Y*A*Y*Y~\n", ""),
        ("swapped segments", ["pyx12"], date + number, number + date),
        ("trailing separator", ["pyx12"], "N3*34 PLACEHOLDER AVE~", "N3*34 PLACEHOLDER AVE*~"),
    ]


def check_controls(folder):
    """Proves that the validators see: each accepts the control and refuses what is wrong."""
    good = os.path.join(os.path.dirname(os.path.abspath(__file__)), "control.837")
    with open(good, encoding="ascii") as file:
        text = file.read()
    failures = []
    for name, check in VALIDATORS.items():
        claims, errors = check(good)
        if errors or claims != 1:
            failures.append(f"{name} refuses the control file: {errors or claims}")
    for title, who, old, new in controls():
        if text.count(old) == 0:
            failures.append(f'control "{title}": the text to replace is not in control.837')
            continue
        changed = text.replace(old, new, 1)
        # What is left out must be missed itself, not the count of segments.
        lost = text.count("~") - changed.count("~")
        changed = changed.replace("SE*41*", f"SE*{41 - lost}*")
        wrong = os.path.join(folder, "control.837")
        with open(wrong, "w", encoding="ascii") as file:
            file.write(changed)
        for name in who:
            if not VALIDATORS[name](wrong)[1]:
                failures.append(f'{name} is blind: it accepts the control "{title}"')
    return failures


def collect(arguments):
    """The 837 files among files and folders, in order of their names."""
    files = []
    for argument in arguments:
        if os.path.isdir(argument):
            for folder, _, names in sorted(os.walk(argument)):
                files += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".837")]
        else:
            files.append(argument)
    return files


def main(arguments):
    """Checks the controls, then every file with every validator."""
    files = collect(arguments)
    if not files:
        print("conformance: no .837 file given", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        problems = check_controls(folder)
    for problem in problems:
        print(f"conformance: {problem}", file=sys.stderr)
    counts = {}
    bad = set()
    for name, check in VALIDATORS.items():
        refused = 0
        for path in files:
            claims, errors = check(path)
            counts.setdefault(path, []).append(claims)
            if errors:
                refused += 1
                bad.add(path)
            for error in errors[:MOST_ERRORS_PER_FILE]:
                print(f"{path}: {name}: {error}", file=sys.stderr)
            if len(errors) > MOST_ERRORS_PER_FILE:
                more = len(errors) - MOST_ERRORS_PER_FILE
                print(f"{path}: {name}: and {more} more errors", file=sys.stderr)
        problems += ["refused"] * refused
        claims = sum(count[-1] for count in counts.values())
        print(f"{name}: {len(files)} files, {claims} claims, {refused} files refused")
    for path, found in counts.items():
        if path not in bad and (len(set(found)) > 1 or found[0] == 0):
            problems.append("count")
            print(f"{path}: the validators count {found} claims", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
