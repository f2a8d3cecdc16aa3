"""The files, by what is awkward in them; every public function makes one."""
