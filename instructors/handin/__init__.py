"""What students hand in: from the download of a course system to programs that can be run."""
