feed-statement = Seguir los cambios de este comunicado en un lector de feeds
feed-event = Seguir los cambios de este acto en un lector de feeds
feed-events = Seguir estos actos en un lector de feeds
feed-directory = Seguir en un lector de feeds quién se suma
feed-exchange = Seguir las nuevas llamadas e ideas en un lector de feeds
feed-changes-of = Cambios: { $name }
feed-changed = Nueva versión: { $name }
feed-corrected = Corrección: { $name }
