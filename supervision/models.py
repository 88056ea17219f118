"""Contents of the second floor's tables."""

from supervision.demands.models import Demand, DemandReply, DemandTask

__all__ = ["Demand", "DemandReply", "DemandTask"]
