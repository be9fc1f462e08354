# What all forms share.
form-problem = There is a problem
form-error = Error:
form-continue = Continue
form-own-address = Your own address
form-own-address-hint = A name and a server, like @you@server.example
