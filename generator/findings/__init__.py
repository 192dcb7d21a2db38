"""What is wrong and where: a finding, its catalogue, exit codes."""
