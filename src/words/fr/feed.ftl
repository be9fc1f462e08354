feed-statement = Suivre les changements de ce communiqué dans un lecteur de flux
feed-event = Suivre les changements de cet événement dans un lecteur de flux
feed-events = Suivre ces événements dans un lecteur de flux
feed-directory = Suivre dans un lecteur de flux qui se joint
feed-exchange = Suivre les nouveaux appels et idées dans un lecteur de flux
feed-changes-of = Changements : { $name }
feed-changed = Nouvelle version : { $name }
feed-corrected = Rectification : { $name }
