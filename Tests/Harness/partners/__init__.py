"""The other side: servers on this machine, and programs that upload to them as partners do."""
