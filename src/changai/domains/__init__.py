"""The reform's wings, each a folder of slices. No slice imports a slice of another wing but workforce."""
