report-title = Denuncias
report-lead = Quien abre una denuncia lee las publicaciones denunciadas y ninguna otra. Cada consulta queda en el registro de acciones.
report-none = No hay ninguna denuncia abierta.
report-number = Denuncia { $name }
report-category-spam = Correo basura
report-category-legal = Contra la ley
report-category-violation = Contra las normas
report-category-other = Otra cosa
report-closed = Cerradas
report-closed-at = Cerrada el { $when }
report-suspended = Cuentas suspendidas de otros servidores
report-lift = Volver a escucharla
report-blocked = Dominios bloqueados
report-unblock = Dejar de bloquearlo
report-back = Todas las denuncias
report-from = Denunciado por
report-about = Sobre
report-is-suspended = Suspendida aquí
report-rules = Normas que se habrían incumplido
report-comment = Lo que dicen
report-no-comment = No dieron ningún motivo.
report-posts = Publicaciones denunciadas
report-only-these = Ves estas publicaciones porque fueron denunciadas, fuera quien fuera su destinatario.
report-files = { $count ->
    [one] Hay un archivo adjunto. No se muestra aquí.
   *[other] Hay { $count } archivos adjuntos. No se muestran aquí.
}
report-missing = { $count ->
    [one] Una publicación denunciada ya no existe.
   *[other] { $count } publicaciones denunciadas ya no existen.
}
report-measures = Qué se puede hacer
report-suspend = Suspender esta cuenta
report-block = Bloquear su dominio
report-member = Decidir sobre este miembro
report-end = Cerrar la denuncia
report-note = Nota
report-note-hint = Qué se decidió y por qué, para quienes moderen y lo lean más tarde
report-close = Cerrarla
report-done-close = La denuncia está cerrada.
report-done-suspend = La cuenta está suspendida aquí.
report-done-block = El dominio está bloqueado.
report-done-lift = Se vuelve a escuchar a la cuenta.
report-done-forget = El dominio ya no está bloqueado.
report-suspend-title = ¿Suspender esta cuenta?
report-suspend-now = Nada de lo que envíe tendrá ya efecto aquí, y nada suyo se mostrará.
report-suspend-more = Terminan los seguimientos entre ella y las personas de aquí. Puedes volver a escucharla más tarde; los seguimientos no vuelven por sí solos.
report-suspend-go = Suspenderla
report-block-title = ¿Bloquear este dominio?
report-block-now = No se acepta nada del dominio ni de lo que está por debajo, y no se envía nada más allí.
report-block-more = Lo que aún espera para él se descarta. Todas las personas de allí quedan separadas de todas las de aquí, también quienes no han hecho nada.
report-block-go = Bloquearlo
report-keep = No hacer nada
