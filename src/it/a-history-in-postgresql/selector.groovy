// There is a server for this machine alone.
return System.getProperty('os.arch') == 'amd64'
