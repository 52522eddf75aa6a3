"""The front door: command line, workspace, pipeline, configuration."""
