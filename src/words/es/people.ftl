people-title = Personas y papeles
people-invite = Solicitudes e invitaciones
people-you = Eres tú
people-suspended = Cuenta suspendida desde el { $when }
people-since = Aquí desde el { $when }
people-changed = Último cambio el { $when }
people-back = Todas las personas
people-role = Papel
people-role-label = Qué papel tiene aquí
people-role-hint = Vale enseguida, también en lo que ya tiene abierto.
people-role-go = Cambiar el papel
people-role-done = { $name } tiene ahora otro papel.
people-entry = Inicio de sesión
people-out = No puede iniciar sesión y no tiene nada abierto.
people-let-back = Volver a admitir
people-back-done = { $name } puede iniciar sesión de nuevo.
people-sessions = { $count ->
    [0] No tiene ninguna sesión abierta.
    [one] Tiene la sesión abierta en un dispositivo.
   *[other] Tiene la sesión abierta en { $count } dispositivos.
}
people-link = Crear un enlace de acceso
people-link-once = El enlace solo se muestra ahora y sirve una vez en el plazo de dos días.
people-link-care = Quien lo tenga inicia sesión como esta persona: entrégalo por una vía segura.
people-end = Terminar todas las sesiones
people-end-done = Han terminado todas las sesiones, aplicaciones y enlaces de { $name }.
people-suspend = Suspender
people-suspend-title = ¿Suspender a esta persona?
people-suspend-now = Se cierra su sesión en todas partes enseguida y ya no puede iniciarla.
people-suspend-more = Terminan sus aplicaciones, enlaces de acceso e invitaciones. Lo que escribió se queda. Puedes volver a admitirla más tarde; lo que terminó sigue terminado.
people-suspend-go = Suspenderla
people-suspend-done = { $name } ya no puede iniciar sesión.
people-keep = No hacer nada
