namespace Undercurrent;

/// <summary>
/// What <c>Env.Task&lt;TrainTask&gt;()</c> returns: put it in a field of the fitting <c>TaskDefinition</c> type.
/// </summary>
/// <remarks>C# can't infer a class's inputs and result from the class alone; the field's type says them, and is checked.</remarks>
public sealed class TaskClass
{
    private readonly TaskDefinition _definition;
    private readonly Type _class;

    internal TaskClass(TaskDefinition definition, Type taskClass)
    {
        _definition = definition;
        _class = taskClass;
    }

    internal TDefinition As<TDefinition>()
        where TDefinition : TaskDefinition => _definition as TDefinition ?? throw new TaskDefinitionException(
            $"The task class {_class} ({_definition.DefinedAt}) is a {Describe(_definition.GetType())}, but its field is a {Describe(typeof(TDefinition))}. Give the field that type.");

    private static string Describe(Type definition) =>
        $"TaskDefinition<{string.Join(", ", definition.GetGenericArguments().Select(argument => argument.Name))}>";
}
