def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("1 violation in ${new File(basedir, 'artifacts/plan1')}; the files were changed, cut off or are"
        + ' being written: run persist-metrics again:')
assert log.contains("resource_usage.jsonl:2:97: found the end of the file, expected ',' or '}'")
