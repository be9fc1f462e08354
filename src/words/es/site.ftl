# What stands around every page.
site-nameless = Esta coalición
site-skip = Saltar al contenido
site-nav = Principal
site-statements = Comunicados
site-follow = Seguir
site-runs-on = Funciona con Antiphon, software libre.
site-source = Obtener el código fuente
site-promise = Estas páginas no cargan nada de otros sitios, no ejecutan scripts y no cuentan visitas.
site-languages = Idioma de estas páginas
site-home = Ir a la página pública
site-desk = Redacción
site-new-statement = Nuevo comunicado
site-members = Miembros
site-account = Tu cuenta
site-sign-in = Iniciar sesión
site-sign-out = Cerrar sesión
site-sign-out-role = ({ $name })
