plan-list-title = Campañas
plan-list-empty = Todavía no hay ninguna campaña.
plan-ended = Ha terminado: da un paso
plan-new = Escribir una campaña
plan-followers = { $count ->
    [0] Todavía no la sigue nadie
    [one] La sigue una persona
   *[other] La siguen { $count } personas
}
plan-servers = { $count ->
    [0] No se sigue desde ningún otro servidor
    [one] Se sigue desde otro servidor
   *[other] Se sigue desde otros { $count } servidores
}
plan-changed = Cambiada el { $when }
plan-all = Todas las campañas
plan-edit = Editar
plan-look = Cómo se ve
plan-public-page = Página pública
plan-milestones-reached = { $count ->
    [one] { $reached } de { $count } hito alcanzado
   *[other] { $reached } de { $count } hitos alcanzados
}
plan-steps = Próximo paso
plan-steps-hint = Cada uno pregunta antes y dice lo que hace.
plan-over = La campaña está cerrada, y así seguirá.
plan-said = Qué se ha dicho
plan-nothing-said = Todavía no se ha dicho nada en ella.
plan-write-coalition = Escribir como la coalición
plan-write-campaign = Escribir como la campaña
plan-by-campaign = Lo dice la campaña
plan-by-coalition = Lo dice la coalición
plan-is-key = A la cabeza
plan-pin = Ponerlo a la cabeza
plan-delivery = Entrega
plan-edit-said = Editar
plan-withdraw-said = Retirar
plan-no-server = No hay ningún otro servidor al que entregar
plan-outcome = Entregados: { $delivered }; en espera: { $waiting }; rechazados: { $refused }
plan-done-saved = Guardado.
plan-done-step = Hecho. Todo el mundo puede verlo.
plan-done-published = Publicado.
plan-done-pinned = Ahora está a la cabeza de la campaña.
plan-new-title = Nueva campaña
plan-edit-title = Editar campaña
plan-name = Nombre
plan-name-hint = Corto, como lo dirá la gente
plan-handle = Identificador
plan-handle-hint = Con este nombre la siguen desde fuera: letras minúsculas, cifras, _ y -, como en rio-limpio. Queda fijo cuando la campaña se abre.
plan-handle-fixed = Su identificador es { $handle } y así seguirá.
plan-handle-wrong = Elige otro identificador: de 1 a 30 letras minúsculas, cifras, _ o -. Algunos nombres están reservados.
plan-language = Idioma de estos textos
plan-goal = Meta
plan-goal-hint = Qué se quiere lograr, en una frase
plan-demands = Qué se exige
plan-demands-hint = Una exigencia en cada línea. Las líneas vacías no cuentan.
plan-demand = Exigencia { $count }
plan-more-demands = Añadir más exigencias
plan-addressed = A quién
plan-addressed-hint = Quienes pueden decidirlo, con su cargo si ayuda.
plan-asked = Persona que decide { $count }
plan-office = Cargo de la persona que decide { $count }
plan-more-addressed = Añadir más personas que deciden
plan-about = Por qué
plan-about-hint = Una línea vacía empieza un párrafo. **negrita**, *cursiva*, - para una lista, [palabras](dirección) para un enlace.
plan-time = Desde cuándo y hasta cuándo
plan-starts = Primer día
plan-ends = Último día
plan-day-hint = Como 2026-12-01
plan-milestones = Hitos
plan-milestones-hint = Puntos del camino: un día o un número de apoyos. Marca los que se hayan alcanzado.
plan-milestone = Hito { $count }
plan-milestone-day = Su día
plan-milestone-supporters = Apoyos necesarios
plan-milestone-reached = Está alcanzado
plan-more-milestones = Añadir más hitos
plan-sectors = Ámbitos de trabajo
plan-sectors-hint = Con ellos se encuentra la campaña.
plan-tags = Etiquetas
plan-tags-hint = Otras palabras sin espacios, separadas por comas: agua, presa
plan-regions = Regiones
plan-regions-hint = Países como HU, partes de ellos como HU-BU, o números de la ONU como 150, separados por comas
plan-reads = Idiomas de su gente
plan-reads-hint = Lo que su gente lee y escribe.
plan-donations = Formas de dar dinero
plan-donations-hint = Varias son mejor que una: cada una puede cortarse. Una dirección https, o una dirección payto, bitcoin o monero.
plan-donation = Nombre de la forma { $count }
plan-link = Dirección de la forma { $count }
plan-more-donations = Añadir más formas
plan-mirrors = Copias en otros lugares
plan-mirrors-hint = Dónde se puede leer lo mismo si este servidor no está disponible. Direcciones https u onion.
plan-mirror = Copia { $count }
plan-more-mirrors = Añadir más copias
plan-nothing-yet = Todavía no se guarda nada. La página siguiente muestra cómo se verá.
plan-changed-meanwhile = Otra persona cambió esta campaña desde que abriste el formulario. Mira lo que dice ahora: lo que guardes ocupará su lugar.
plan-look-title = Así se verá
plan-from = Desde el { $name }
plan-until = Hasta el { $name }
plan-supporters = { $count ->
    [one] Un apoyo
   *[other] { $count } apoyos
}
plan-reached = Alcanzado
plan-give = Donar
plan-change = Volver y cambiarlo
plan-back = Volver a la campaña
plan-save = Guardar el borrador
plan-save-public = Publicar el cambio
plan-only-desk = Solo pueden verla quienes trabajan aquí. Nada sale de este servidor antes de que se abra la campaña.
plan-goes-nowhere = Todavía no la sigue ningún otro servidor. Aparece enseguida en la página pública, y cualquiera puede copiarla.
plan-goes-to = { $count ->
    [one] Esto va a un servidor y no se puede recuperar.
   *[other] Esto va a { $count } servidores y no se puede recuperar.
}
plan-goes-more = Lo que decía antes puede quedar en otros servidores. Nadie lee quién lo cambió.
plan-step-title = ¿{ $name }?
plan-step-open = Abrirla a todo el mundo
plan-step-gather-again = Volver a reunir apoyos
plan-step-delivered = Las exigencias están entregadas
plan-step-answered = Han respondido
plan-step-won = La campaña está ganada
plan-step-lost = La campaña está perdida
plan-step-closed = Cerrarla
plan-open-public = A partir de ahora todo el mundo puede ver la campaña, y nada la vuelve a ocultar.
plan-open-handle = Recibe una cuenta propia que se puede seguir: { $name }. Este nombre queda fijo para siempre.
plan-open-after = Lo que dice aún puede cambiarse; los cambios se ven. Nadie lee quién la abrió.
plan-close-for-good = No dice nada más y no vuelve a abrirse. Su página sigue siendo legible.
plan-step-stays = El paso queda en su página con la fecha de hoy.
plan-step-keep = Ahora no
plan-step-not-yet = Este paso aún no se puede dar
plan-step-meanwhile = La campaña dio otro paso desde que abriste la página. No se hizo nada.
plan-source = La idea que retoma
plan-discard = Desechar este borrador
plan-discard-title = ¿Desechar este borrador?
plan-discard-gone = Todo lo que se escribió en él se pierde para siempre. Nadie de fuera lo ha visto.
plan-discard-handle = El nombre { $name } vuelve a estar libre.
