version-title = Versions de : { $name }
version-heading = Versions de ce communiqué
version-back = Retour au communiqué
version-none = Il n’y a pas de version à afficher.
version-number = Version { $count }
version-now = celle que l’on lit aujourd’hui
version-current = Actuelle
