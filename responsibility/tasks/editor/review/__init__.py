"""A version on its way: started, submitted, returned, published by another person, closed."""
