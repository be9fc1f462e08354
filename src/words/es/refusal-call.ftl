refusal-call-past = La llamada terminaría antes de empezar. Elige un día que aún no haya llegado.
refusal-call-many = Una llamada puede tener como máximo { $count }: { $what }.
refusal-call-over = La llamada está cerrada y ya no acepta respuestas.
refusal-call-closed = La llamada está cerrada. Publica una nueva.
refusal-call-no-idea = Solo se puede adoptar una idea. Responde a la llamada.
refusal-call-own-call = Es tu propia llamada. Responde a un mensaje que esté debajo.
refusal-call-own-message = Es tu propio mensaje. Responde a lo que te escribieron.
refusal-call-empty = Escribe tu respuesta.
