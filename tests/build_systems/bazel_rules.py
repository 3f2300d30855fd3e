"""bazel_rules.py EXAMPLE_FOLDER TREE WORK COMPILER...: does what the rules of BUILD.bazel and cowith.BUILD say, without Bazel.

Each rule runs in a folder that holds what it declares and nothing else, as in Bazel's sandbox: an input or output that the rules don't
name fails here too.
"""
import pathlib
import shutil
import subprocess
import sys

example, tree, work = map(pathlib.Path, sys.argv[1:4])
compiler = sys.argv[4:]


def rules_of(file):
    """The rules of a BUILD file by their names: (kind, attributes)."""
    found = {}

    def kind(name):
        return lambda **attributes: found.__setitem__(attributes["name"], (name, attributes))

    kinds = {name: kind(name) for name in ("genrule", "cc_binary", "cc_library", "cc_import", "filegroup")}
    exec(file.read_text(), {**kinds, "package": lambda **_: None, "glob": lambda patterns: patterns})
    return found


rules, installed = rules_of(example / "BUILD.bazel"), rules_of(example / "cowith.BUILD")


def run(*command, cwd):
    done = subprocess.run([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


# genrule
attributes = rules["translate"][1]
sandbox, outputs = work / "sandbox", work / "outputs"
for folder in (sandbox, outputs):
    folder.mkdir(parents=True)
for name in attributes["srcs"]:
    shutil.copy(example / name, sandbox)
tool = tree / installed[attributes["tools"][0].split(":")[1]][1]["srcs"][0]
command = attributes["cmd"]
for name, value in {"$(execpath @cowith//:cowith)": tool, "$(SRCS)": " ".join(attributes["srcs"]), "$(RULEDIR)": outputs}.items():
    command = command.replace(name, str(value))
run("bash", "-c", command, cwd=sandbox)
made = {file.name for file in outputs.iterdir()}
if made != set(attributes["outs"]):
    sys.exit(f"made, but no output of the rule, or the other way round: {sorted(made ^ set(attributes['outs']))}")

# cc_binary, with what it depends on
attributes = rules["app"][1]
compiling, archives, libraries = [f"-I{outputs}"], [], []


def depend_on(label):
    kind, dependency = installed[label.split(":")[1]]
    if kind == "cc_import":
        archives.append(tree / dependency["static_library"])
    for pattern in dependency.get("hdrs", []):
        if not list(tree.glob(pattern)):
            sys.exit(f"{label}: no file is {pattern}")
    compiling.extend(f"-I{tree / folder}" for folder in dependency.get("includes", []))
    for other in dependency.get("deps", []):
        depend_on(other)
    libraries.extend(dependency.get("linkopts", []))


for label in attributes["deps"]:
    depend_on(label)
objects = []
for name in attributes["srcs"]:
    if name.endswith(".cpp"):
        objects.append(outputs / (name + ".o"))
        run(*compiler, *attributes["copts"], *compiling, "-c", outputs / name, "-o", objects[-1], cwd=outputs)
run(*compiler, *objects, *archives, *libraries, "-o", work / "app", cwd=outputs)
print(run(work / "app", cwd=work), end="")
