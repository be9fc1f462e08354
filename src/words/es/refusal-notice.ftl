# What is refused about notices.
refusal-notice-empty = Escribe lo que quieres decir a tus miembros.
refusal-notice-long = Acorta el aviso a { $count } caracteres o menos.
refusal-notice-backwards = El último día es anterior al primero.
refusal-notice-past = El último día ya pasó. Elige uno que esté por venir.
refusal-notice-no-sign = Reacciona con un solo emoji.
refusal-notice-many-kinds = Ya hay { $count } tipos de reacciones. Elige uno de ellos.
