import json
import sys
import zipfile

from jsonschema import Draft202012Validator

jar, snapshot = sys.argv[1:]
with zipfile.ZipFile(jar) as archive:
    schema = json.loads(archive.read("io/github/metricsgate/schema/snapshot.schema.json"))
with open(snapshot, encoding="utf-8") as file:
    document = json.load(file)
violations = list(Draft202012Validator(schema).iter_errors(document))
for violation in violations:
    print(violation.json_path, violation.message)
sys.exit(1 if violations else 0)
