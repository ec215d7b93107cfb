// What this room is for stands in its documentation catalogue.
