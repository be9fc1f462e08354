interact-heading = Compartir, impulsar o responder
interact-title = Compartir, impulsar o responder: { $name }
interact-at-home = Lo haces en tu propio servidor, con la cuenta que tienes allí.
interact-way = Dinos dónde está tu cuenta. Te mostramos el camino a este comunicado en tu servidor.
interact-there = Allí puedes compartir, impulsar o responder este comunicado con tu propia cuenta: { $title }
