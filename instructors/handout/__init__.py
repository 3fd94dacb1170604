"""What is handed out: the version for students, the website, the notebooks as pages."""
