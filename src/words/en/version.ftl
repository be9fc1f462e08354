# All versions of a statement.
version-title = Versions of: { $name }
version-heading = Versions of this statement
version-back = Back to the statement
version-none = There are no versions to show.
version-number = Version { $count }
# After a time: this version is the present one.
version-now = what readers see now
version-current = Current
