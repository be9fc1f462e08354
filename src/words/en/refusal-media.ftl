# Why a file is not taken.
refusal-media-unknown-kind = This is not a JPEG, PNG, GIF or WebP picture
refusal-media-svg = SVG files are not taken; send the picture as PNG
refusal-media-pdf = PDF files are not taken; send a picture of the page
refusal-media-heic = HEIC and AVIF pictures are not taken; send the picture as JPEG
refusal-media-film-or-sound = Films and sounds are not taken by this server; send a picture
refusal-media-too-long = The film or sound is too long; { $count } seconds are the most
refusal-media-film-large = The film has too many pixels; make it 3840 by 2160 or smaller
refusal-media-film-broken = The film or sound is broken or of a kind that is not read; send it as MP4
refusal-media-film-costly = The film or sound takes too much time or memory to read; make it shorter or smaller
refusal-media-truncated = The file is incomplete; send it again
refusal-media-polyglot = The file is a picture and something else at once, and is not taken
refusal-media-many-pixels = The picture has too many pixels; make it smaller than { $count } million
refusal-media-many-frames = The moving picture has too many frames; make it shorter or smaller
refusal-media-costly = The picture takes too much time or memory to read; make it smaller
refusal-media-no-films = Films and sounds cannot be read by this server at the moment
refusal-media-film-unreadable = The film is broken and cannot be read
