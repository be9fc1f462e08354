version-title = Versiones de: { $name }
version-heading = Versiones de este comunicado
version-back = Volver al comunicado
version-none = No hay versiones que mostrar.
version-number = Versión { $count }
version-now = la que se lee ahora
version-current = Actual
